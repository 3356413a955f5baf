namespace MockLlm.Engine.Configuration;

/// <summary>Reads the text of responses.yml: all errors at once, or a snapshot.</summary>
internal static class SnapshotReader
{
    /// <param name="yaml">The whole text.</param>
    /// <param name="providers">The names of the registered providers, for what stands under <c>providers:</c>.</param>
    public static ConfigReading Read(string yaml, IReadOnlyCollection<string> providers) => throw new NotImplementedException(yaml + providers);
}
