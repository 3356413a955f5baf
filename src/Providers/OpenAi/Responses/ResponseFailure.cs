namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>A response that fails while it is sent: the error as an event, and the response without what it would have said.</summary>
internal static class ResponseFailure
{
    private const string Error = "error";
    private const string Failed = "response.failed";

    public static Frame Of(ResponseAnswer answer, Problem problem)
    {
        // How far the stream has come is not known here: the numbers are beyond all others.
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
