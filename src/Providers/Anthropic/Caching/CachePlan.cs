using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace MockLlm.Providers.Anthropic.Caching;

/// <summary>
/// Reads the blocks of a prompt in the order of the prompt cache (Claude API reference, "Prompt caching"): tools, system, messages.
/// The result is used only for valid bodies that ask for caching.
/// </summary>
internal sealed class CachePlan : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<CacheBlock> _blocks = [];

    /// <param name="fields">The body.</param>
    /// <param name="automatic">The mark that the last block gets if it has none.</param>
    public static IReadOnlyList<CacheBlock> Read(JsonFields fields, CacheMark automatic)
    {
        using var plan = new CachePlan();
        plan.Add("tools", fields.Any("tools"));
        plan.Add("system", fields.Any("system"));

        // The tool choice and the settings of thinking change the prefixes of the messages, but not those of the tools and the system prompt.
        plan.Append(fields.Any("tool_choice"));
        plan.Append(fields.Any("thinking"));
        plan.AddMessages(fields.Any("messages"));
        var blocks = plan._blocks;
        if (automatic != CacheMark.None && blocks is [.., { Mark: CacheMark.None } last])
        {
            blocks[^1] = last with { Mark = automatic };
        }

        return blocks;
    }

    public void Dispose() => _hash.Dispose();

    private void AddMessages(JsonElement? messages)
    {
        if (messages is not { ValueKind: JsonValueKind.Array } items)
        {
            return;
        }

        var index = 0;
        foreach (var message in items.EnumerateArray())
        {
            Append(FieldOf(message, "role"));
            Add($"messages.{index++}.content", FieldOf(message, "content"));
        }
    }

    private void Add(string place, JsonElement? content)
    {
        if (content is { ValueKind: JsonValueKind.String } text)
        {
            AppendField("type"u8, "\"text\""u8);
            AppendField("text"u8, JsonMarshal.GetRawUtf8Value(text));
            _blocks.Add(new(Prefix(), CacheMark.None, place));
        }
        else if (content is { ValueKind: JsonValueKind.Array } items)
        {
            var index = 0;
            foreach (var item in items.EnumerateArray())
            {
                _blocks.Add(new(Prefix(item), MarkOf(item), $"{place}.{index++}"));
            }
        }
    }

    private UInt128 Prefix(JsonElement block)
    {
        if (block.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in block.EnumerateObject())
            {
                if (!field.NameEquals("cache_control"u8))
                {
                    AppendField(JsonMarshal.GetRawUtf8PropertyName(field), JsonMarshal.GetRawUtf8Value(field.Value));
                }
            }
        }

        return Prefix();
    }

    private UInt128 Prefix()
    {
        _hash.AppendData("\n"u8);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetCurrentHash(hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private void AppendField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        _hash.AppendData(name);
        _hash.AppendData(":"u8);
        _hash.AppendData(value);
        _hash.AppendData(","u8);
    }

    private void Append(JsonElement? value)
    {
        if (value is { } json)
        {
            _hash.AppendData(JsonMarshal.GetRawUtf8Value(json));
        }

        _hash.AppendData("\n"u8);
    }

    private static CacheMark MarkOf(JsonElement block) => FieldOf(block, "cache_control") is not { } control
        ? CacheMark.None
        : FieldOf(control, "ttl") is { ValueKind: JsonValueKind.String } ttl && ttl.ValueEquals("1h"u8) ? CacheMark.Hour : CacheMark.Minutes;

    private static JsonElement? FieldOf(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}

/// <summary>One block of a prompt as the prompt cache sees it.</summary>
/// <param name="Prefix">A hash of the prompt up to the end of the block.</param>
/// <param name="Mark">How long the prefix is kept.</param>
/// <param name="Place">The path of the block, as the vendor writes it.</param>
internal readonly record struct CacheBlock(UInt128 Prefix, CacheMark Mark, string Place);
