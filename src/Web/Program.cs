Console.WriteLine("mockllm");
