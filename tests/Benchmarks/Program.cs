using BenchmarkDotNet.Running;
using OrleansConf.Benchmarks;

if (args is ["load", ..])
{
    return LoadRun.Execute(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(LoadRun).Assembly).Run(args);
return 0;
