using OrleansConf.Grains.Interfaces.Hosting;
using OrleansConf.WebPortal.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddClusterClient();
builder.AddWebPortal();
builder.AddPortalHealth();

var app = builder.Build();
app.MapPortalHealth();
app.MapWebPortal();
await app.RunAsync();
