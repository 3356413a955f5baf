namespace MockLlm.Engine.Faults;

/// <summary><c>reset</c>: the connection is reset before the status line.</summary>
internal sealed record ResetFault() : InsteadOfHandler("reset");
