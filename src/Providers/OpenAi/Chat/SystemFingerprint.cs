using System.IO.Hashing;
using System.Text;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>OpenAI's <c>system_fingerprint</c>: <c>fp_</c> and ten hexadecimal digits, always the same for a model.</summary>
internal static class SystemFingerprint
{
    public static string Of(string model) =>
        "fp_" + XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(model)).ToString("x16", System.Globalization.CultureInfo.InvariantCulture)[..10];
}
