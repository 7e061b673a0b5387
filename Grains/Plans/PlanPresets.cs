using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansConf.Grains.Plans;

/// <summary>The five service plans that are there from the first start; data in <c>presets.json</c>.</summary>
public static class PlanPresets
{
    private const string Resource = "OrleansConf.Grains.Plans.presets.json";

    private static readonly JsonSerializerOptions Json = new() { Converters = { new PlanIdConverter(), new JsonStringEnumConverter() } };

    public static ImmutableArray<ServicePlan> All { get; } = Load();

    private static ImmutableArray<ServicePlan> Load()
    {
        using var stream = typeof(PlanPresets).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is missing from the assembly.");
        return JsonSerializer.Deserialize<ImmutableArray<ServicePlan>>(stream, Json);
    }

    private sealed class PlanIdConverter : JsonConverter<PlanId>
    {
        public override PlanId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, PlanId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
