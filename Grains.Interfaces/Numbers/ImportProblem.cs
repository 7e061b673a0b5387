namespace OrleansConf.Grains.Interfaces.Numbers;

/// <summary>What is wrong with one line of an imported file.</summary>
/// <param name="Line">From 1, the heading included.</param>
/// <param name="Column">Name of the column; empty when the whole line is meant.</param>
/// <param name="Problem">Slug: <c>columns</c>, <c>number</c>, <c>country</c>, <c>language</c>, <c>kind</c>, <c>price</c>, <c>currency</c>, <c>duplicate</c>, <c>heading</c>, <c>date</c>, <c>seconds</c>.</param>
/// <param name="Value">What stood there.</param>
[GenerateSerializer, Immutable, Alias("conf.import-problem")]
public readonly record struct ImportProblem(
    [property: Id(0)] int Line, [property: Id(1)] string Column, [property: Id(2)] string Problem, [property: Id(3)] string Value);
