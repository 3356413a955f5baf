using System.Text.Json;
using MockLlm.Engine;
using MockLlm.Engine.Tests;
using MockLlm.Web.Handling;

namespace MockLlm.Web.Tests.Handling;

[Collection(Alone.Name)]
public sealed class MismatchesTests
{
    // As docs/security.md states it.
    private const int Bound = 1024 * 1024;

    [Fact]
    public void Each_mismatch_is_new_once()
    {
        var mismatches = new Mismatches();

        Assert.Equal(
            [true, false, true, true],
            [mismatches.IsNew("a", Format(1)), mismatches.IsNew("a", Format(1)), mismatches.IsNew("b", Format(1)), mismatches.IsNew("a", Format(2))]);
    }

    [Fact]
    public void Clients_that_send_very_many_schemas_do_not_fill_the_memory()
    {
        var mismatches = new Mismatches();

        var taken = Alone.HeapOf(() =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                mismatches.IsNew("rule", Format(i));
            }
        });

        Assert.InRange(taken, long.MinValue, Bound);
        GC.KeepAlive(mismatches);
    }

    private static JsonFormat Format(int number)
    {
        using var schema = JsonDocument.Parse($$"""{"const":{{number}},"description":"{{new string('x', 2_000)}}"}""");
        return new JsonFormat(schema.RootElement.Clone());
    }
}
