using BenchmarkDotNet.Running;
using OrleansConf.Benchmarks;

if (args is ["load", ..])
{
    return LoadRun.Execute(args[1..]);
}

if (args is ["fuzz", ..])
{
    return FuzzRun.Execute(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(LoadRun).Assembly).Run(args);
return 0;
