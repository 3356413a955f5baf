namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>A request whose answer is checked against the specification.</summary>
/// <param name="Name">What is special about the call. No other call has this name.</param>
/// <param name="Route">The operation as the specification names it, such as <c>POST /chat/completions</c>.</param>
/// <param name="Json">The body, or null if there is none or it is a form.</param>
internal sealed record ApiCall(string Name, string Route, string? Json = null)
{
    /// <summary>The rule that makes the reply, or null if any rule may.</summary>
    public string? Rule { get; init; }

    /// <summary>The fault that hits the request, or null if none does.</summary>
    public string? Fault { get; init; }

    public IReadOnlyList<(string Name, string Value)> Form { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The request for the stored response that the path names, or null if the path names none.</summary>
    public ApiCall? Stored { get; init; }

    /// <summary>The method if it is not that of the route.</summary>
    public string? Method { get; init; }

    /// <summary>The path if it is not that of the route.</summary>
    public string? Path { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>The status that is expected.</summary>
    public int Status { get; init; } = 200;

    /// <param name="stored">The id of the stored response that the path names, or null if the path names none.</param>
    public ApiRequest Request(string? stored) => new(
        Method ?? Route[..Route.IndexOf(' ', StringComparison.Ordinal)],
        (Path ?? Route[(Route.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Replace("{response_id}", stored, StringComparison.Ordinal),
        Json)
    {
        Form = Form,
        ContentType = ContentType,
        Headers =
        [
            .. Headers,
            .. Rule is null ? [] : new[] { ("X-MockLlm-Rule", Rule) },
            .. Fault is null ? [] : new[] { ("X-MockLlm-Fault", Fault) },
        ],
    };

    public override string ToString() => Name;
}
