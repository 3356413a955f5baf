namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>Makes silence as MP3 (ISO/IEC 13818-3, layer III, 24 kHz, mono, 32 kbit/s). Its frames have no content.</summary>
internal static class SilentMp3
{
    private const int FrameLength = 96;
    private const double FrameSeconds = 576.0 / Tone.Rate;
    private const int FramesInPart = 100;

    private static readonly byte[] Part = [.. Enumerable.Repeat<byte[]>([0xff, 0xf3, 0x44, 0xc0, .. new byte[FrameLength - 4]], FramesInPart).SelectMany(frame => frame)];

    public static IEnumerable<ReadOnlyMemory<byte>> Parts(double seconds)
    {
        for (var frames = (int)Math.Ceiling(seconds / FrameSeconds); frames > 0; frames -= FramesInPart)
        {
            yield return Part.AsMemory(0, Math.Min(frames, FramesInPart) * FrameLength);
        }
    }
}
