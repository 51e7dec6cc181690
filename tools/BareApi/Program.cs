// The smallest web program of this framework: what the cold start of Aegis is measured against.
var app = WebApplication.CreateSlimBuilder(args).Build();
app.MapGet("/health/live", () => "ok");
app.Run();
