using System.Globalization;

namespace MockLlm.Engine.Files;

/// <summary>The file system has not answered in time.</summary>
/// <param name="limit">The time that it had.</param>
internal sealed class FileUnansweredException(TimeSpan limit)
    : IOException(string.Create(CultureInfo.InvariantCulture, $"the file system did not answer within {limit.TotalSeconds:0.###} s"));
