using MockLlm.Engine.Tokens;
using MockLlm.Web.Hosting;

var tokenizers = Tokenizers.Start();
await MockLlmApp.Build(new StartOptions(), tokenizers).RunAsync();
