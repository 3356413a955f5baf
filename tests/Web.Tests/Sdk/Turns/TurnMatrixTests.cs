namespace MockLlm.Web.Tests.Sdk.Turns;

/// <summary>Every provider, plain and streamed, every kind of turn, through the libraries that people use.</summary>
[Collection(nameof(NodeScripts))]
public sealed class TurnMatrixTests(TurnServer server) : IClassFixture<TurnServer>
{
    private static readonly string[] Turns = ["text", "one", "two", "results", "json", "think", "refuse"];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var client in TurnServer.Names)
            {
                foreach (var turn in Turns)
                {
                    cases.Add(client, turn);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_turn_says_what_the_rules_say_and_the_same_plain_and_streamed(string client, string turn)
    {
        var reader = server.Clients[client];

        var plain = await Read(reader, turn, streamed: false);
        var streamed = await Read(reader, turn, streamed: true);

        Assert.Equal(reader.Expected(turn) with { Whole = plain.Whole }, plain);
        Assert.Equal(plain, streamed);
    }

    private static Task<Turn> Read(TurnClient client, string turn, bool streamed) =>
        turn == "results" ? client.Loop(streamed) : client.Say(turn, streamed);
}
