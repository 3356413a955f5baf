global using MockLlm.Engine;
