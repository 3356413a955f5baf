namespace MockLlm.Bench.Contention;

/// <summary>A part of the server that all its threads share.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="NewUser">Prepares a thread. The result is one operation of this thread on the part.</param>
internal sealed record SharedPart(string Name, Func<Action> NewUser);
