using OrleansConf.Grains.Interfaces.Hosting;
using OrleansConf.MediaNode.Hosting;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddTelemetry();
    builder.AddClusterClient();
    builder.AddMediaNode();
    var app = builder.Build();
    app.MapTelemetry();
    await app.RunAsync();
    return 0;
}
catch (Exception stop) when (StartFailure.TryExplain(stop, out var line))
{
    await Console.Error.WriteLineAsync(line);
    return 1;
}
