namespace MockLlm.Engine.Faults.Kinds;

/// <summary><c>reset</c>: the connection is reset before the status line.</summary>
internal sealed record ResetFault() : InsteadOfHandler("reset");
