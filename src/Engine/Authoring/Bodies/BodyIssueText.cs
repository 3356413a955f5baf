namespace MockLlm.Engine;

/// <summary>The default error message for a mistake in a body.</summary>
internal static class BodyIssueText
{
    public static string For(BodyIssue issue) => issue.Flaw switch
    {
        BodyFlaw.NotJson => $"The body is not valid JSON: {issue.Found}",
        BodyFlaw.Missing => $"'{issue.Path}' is required.",
        BodyFlaw.WrongType => $"{Place(issue)} must be {issue.Expected}, not {issue.Found}.",
        BodyFlaw.BelowMinimum => $"{Place(issue)} must be at least {issue.Expected}, not {issue.Found}.",
        BodyFlaw.AboveMaximum => $"{Place(issue)} must be at most {issue.Expected}, not {issue.Found}.",
        BodyFlaw.Empty or BodyFlaw.EmptyText => $"{Place(issue)} must not be empty.",
        BodyFlaw.TooLong => $"{Place(issue)} must have at most {issue.Expected} entries, not {issue.Found}.",
        BodyFlaw.LongText => $"{Place(issue)} must have at most {issue.Expected} characters, not {issue.Found}.",
        BodyFlaw.WrongForm => $"{Place(issue)} must match {issue.Expected}.",
        BodyFlaw.TooManyFields => $"{Place(issue)} must have at most {issue.Expected} fields, not {issue.Found}.",
        _ => $"{Place(issue)} must be one of {issue.Expected}, not {issue.Found}.",
    };

    private static string Place(BodyIssue issue) => issue.Path.Length == 0 ? "The body" : $"'{issue.Path}'";
}
