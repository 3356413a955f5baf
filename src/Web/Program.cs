using MockLlm.Engine.Tokenization;
using MockLlm.Web.CommandLine;

// Building the vocabularies takes longest, so it begins before anything else.
var tokenizers = Tokenizers.Start();
return await MockLlmCommand.Run(args, tokenizers, Console.Out, Console.Error);
