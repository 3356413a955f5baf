namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>Makes ids like the live API: a prefix and 50 hexadecimal digits. The id of a call has 24 letters and digits instead.</summary>
internal static class ResponseIds
{
    private const int Digits = 50;
    private const int CallDigits = 24;

    public static string Response(Ids ids) => "resp_" + ids.Hex(Digits);

    public static string Message(Ids ids) => "msg_" + ids.Hex(Digits);

    public static string Function(Ids ids) => "fc_" + ids.Hex(Digits);

    public static string Custom(Ids ids) => "ctc_" + ids.Hex(Digits);

    public static string Reasoning(Ids ids) => "rs_" + ids.Hex(Digits);

    public static string Call(Ids ids) => "call_" + ids.Alphanumeric(CallDigits);

    /// <summary>Makes the id of an item that the client sent without one.</summary>
    public static string Item(string type, Ids ids) => type switch
    {
        "message" => Message(ids),
        "function_call" => Function(ids),
        "function_call_output" => "fco_" + ids.Hex(Digits),
        "custom_tool_call" => Custom(ids),
        "custom_tool_call_output" => "ctco_" + ids.Hex(Digits),
        "reasoning" => Reasoning(ids),
        _ => "item_" + ids.Hex(Digits),
    };
}
