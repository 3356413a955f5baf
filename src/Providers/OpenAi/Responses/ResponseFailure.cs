namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>The events of a response that fails while it is streamed: the error, and the failed response without output.</summary>
internal static class ResponseFailure
{
    private const string Error = "error";
    private const string Failed = "response.failed";

    public static Frame Of(ResponseAnswer answer, Problem problem)
    {
        // The number of the last event is not known here, so these numbers are larger than all others.
        var number = ResponseStream.MostEvents(answer);
        var said = (answer, problem, number, Code: problem.Code ?? OpenAiError.Named(problem).Code ?? OpenAiError.Named(problem).Type);
        return new((byte[])
        [
            .. Sse.Json(Error, said, static (json, happened) =>
            {
                ResponseStream.WriteStart(json, Error, happened.number);
                json.WriteStartObject("error"u8);
                json.WriteString("type"u8, OpenAiError.Named(happened.problem).Type);
                json.WriteString("code"u8, happened.Code);
                json.WriteString("message"u8, happened.problem.Message);
                json.WriteString("param"u8, happened.problem.Param);
                json.WriteEndObject();
                json.WriteEndObject();
            }),
            .. Sse.Json(Failed, said, static (json, happened) =>
            {
                ResponseStream.WriteStart(json, Failed, happened.number + 1);
                json.WritePropertyName("response"u8);
                happened.answer.WriteFailed(json, happened.Code, happened.problem.Message);
                json.WriteEndObject();
            }),
        ], type: Error);
    }
}
