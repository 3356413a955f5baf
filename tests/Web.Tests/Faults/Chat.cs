using System.Text.RegularExpressions;

namespace MockLlm.Web.Tests.Faults;

/// <summary>What an answer says, without what differs from answer to answer.</summary>
internal static partial class Chat
{
    public static string WithoutIds(string text) => Ids().Replace(text, "0");

    public static string WithBlankIds(string text) => Ids().Replace(text, id => new('-', id.Length));

    [GeneratedRegex("""(chatcmpl-|msg_|req_)\w+|(?<="created":)\d+""")]
    private static partial Regex Ids();
}
