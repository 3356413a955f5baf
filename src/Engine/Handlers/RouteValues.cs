using System.Globalization;

namespace MockLlm.Engine.Handlers;

/// <summary>Reads route parameters as the types that handlers take. Numbers are checked before a handler is called.</summary>
internal static class RouteValues
{
    public static string? Text(Mock mock, string name) => mock.Request.Route(name);

    public static int Int(Mock mock, string name) => int.Parse(mock.Request.Route(name)!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static long Long(Mock mock, string name) => long.Parse(mock.Request.Route(name)!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    /// <summary>The issue with the first parameter that is not a valid number, or null if all are valid.</summary>
    public static BodyIssue? Mistake(RequestHead head, IReadOnlyList<HandlerParameter> numbers)
    {
        foreach (var number in numbers)
        {
            var sent = head.Route(number.Name);
            if (sent is null || !IsNumber(sent, number.Type))
            {
                return sent is null
                    ? new(BodyFlaw.Missing, number.Name)
                    : new(BodyFlaw.WrongType, number.Name, "an integer", sent);
            }
        }

        return null;
    }

    private static bool IsNumber(string sent, Type type) => type == typeof(int)
        ? int.TryParse(sent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        : long.TryParse(sent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
