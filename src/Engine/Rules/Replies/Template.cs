using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.ExceptionServices;
using HandlebarsDotNet;
using HandlebarsDotNet.IO;
using MockLlm.Engine.Work;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>
/// A text with placeholders such as <c>{{ prompt }}</c>, which are filled for each request. A filled-in value is never read as a
/// template, and a template can reach only the request's values.
/// </summary>
internal sealed class Template
{
    private const int MostCharacters = 1_000_000;
    private const int MostSteps = 2_000_000;

    // Created with the first template. A configuration without templates does not load the library.
    private static readonly Lazy<IHandlebars> Library = new(Create);

    private readonly HandlebarsTemplate<TextWriter, object, object> _fill;

    private Template(HandlebarsTemplate<TextWriter, object, object> fill, TemplateNames names) => (_fill, Names) = (fill, names);

    /// <summary>The values that it names.</summary>
    public TemplateNames Names { get; }

    /// <summary>Whether a text has placeholders.</summary>
    public static bool IsOne(string text) => text.Contains("{{", StringComparison.Ordinal);

    /// <summary>Reads a template, or returns an advice on what to change in it.</summary>
    public static (Template? Template, string? Advice) Of(string text)
    {
        var names = TemplateNames.In(text);
        if (names.HasPartials)
        {
            return (null, "there are no other templates to insert, write the text itself");
        }

        if (names.Unknown is { } unknown)
        {
            return (null, Advice(unknown));
        }

        if (names.UnknownHelper is { } helper)
        {
            return (null, $"there is no helper {helper}: a placeholder has one name, and only #if, #unless, #each, #with and lookup take others");
        }

        try
        {
            var fill = Library.Value.Compile(new StringReader(text));
            fill(TextWriter.Null, new Dictionary<string, object?>(), null!);
            return (new(fill, names), null);
        }
        catch (Exception broken)
        {
            // For some broken templates the library throws other exceptions than its own. Their messages say nothing about the template.
            var reason = broken is HandlebarsException ? broken.Message.ReplaceLineEndings(" ") : "an expression is not complete";
            return (null, $"it must be a template such as \"Hello {{{{ prompt }}}}\": {reason}");
        }
    }

    /// <summary>Fills the template for a request. The text is cut off after a million characters.</summary>
    /// <exception cref="ReplyRefusedException">
    /// It takes too many steps, because it iterates over lists inside lists. It names fields of list items that have several types. Or it is
    /// broken in a part that no request has reached before.
    /// </exception>
    /// <exception cref="WorkEndedException">The work of the request ended.</exception>
    public string Fill(ReplyContext context)
    {
        var limit = new StepLimit(context.Work, MostSteps, static () => new ReplyRefusedException(_ => TooMuch));
        using var writer = new BoundedWriter(MostCharacters);
        try
        {
            _fill(writer, TemplateValues.Of(Names, context, limit), null!);
        }
        catch (Exception) when (writer.IsFull)
        {
            // The writer throws when nothing more is kept.
        }
        catch (HandlebarsException wrapped) when (wrapped.GetBaseException() is WorkEndedException or OperationCanceledException or ReplyRefusedException)
        {
            ExceptionDispatchInfo.Throw(wrapped.GetBaseException());
        }
        catch (Exception mixed) when (mixed.GetBaseException() is InvalidCastException or NullReferenceException)
        {
            // In an `each`, the library looks for a name in every item as if it had the type of the first one.
            throw new ReplyRefusedException(static _ => Mixed);
        }
        catch (Exception broken) when (broken is not (WorkEndedException or OperationCanceledException or ReplyRefusedException or OutOfMemoryException))
        {
            // The library reads some parts of a template only when a request has the values for them. It throws exceptions of many types.
            throw new ReplyRefusedException(_ => Broken(broken));
        }

        return writer.ToString();
    }

    private static Problem TooMuch => Problem.Of(
        ErrorKind.InvalidRequest, FormattableString.Invariant($"The template of a rule takes more than {MostSteps} steps to read this request."));

    private static Problem Mixed => Problem.Of(
        ErrorKind.InvalidRequest, "The template of a rule looks for a name in the items of a list, and the list of this request has items of several types.");

    private static Problem Broken(Exception broken) => Problem.Of(
        ErrorKind.InvalidRequest,
        $"The template of a rule cannot be filled for this request{(broken is HandlebarsException ? ": " + broken.Message.ReplaceLineEndings(" ") : ".")}");

    private static string Advice(string unknown)
    {
        if (unknown.TrimEnd('.') is "request" or "header")
        {
            unknown = unknown.TrimEnd('.');
            return $"{{{{ {unknown} }}}} needs a field, such as {unknown}.{(unknown == "request" ? "user" : "x-tenant")}";
        }

        return Nearest.To(unknown.Split('.')[0], TemplateNames.Known) is { } nearest
            ? $"there is no {{{{ {unknown} }}}}: did you mean {nearest}?"
            : $"there is no {{{{ {unknown} }}}}: known are prompt, system, model, provider, turn, tool_result, request.FIELD, header.NAME, uuid, now";
    }

    private static IHandlebars Create()
    {
        var settings = new HandlebarsConfiguration { NoEscape = true, FormatProvider = CultureInfo.InvariantCulture };
        settings.FormatterProviders.Add(new JsonFormatter());
        var library = Handlebars.Create(settings);
        // A helper that nobody can call is found when the template is read. What is overlooked there writes nothing.
        library.RegisterHelper("helperMissing", static (in _, in _, in _) => "");
        return library;
    }

    // Without it, true would be written as True, and a map as a list of pairs.
    private sealed class JsonFormatter : IFormatter, IFormatterProvider
    {
        public void Format<T>(T value, in EncodedTextWriter writer) =>
            writer.Write(value is bool flag ? (flag ? "true" : "false") : value?.ToString() ?? "", encode: false);

        public bool TryCreateFormatter(Type type, [MaybeNullWhen(false)] out IFormatter formatter)
        {
            var isOurs = type == typeof(bool) || type.DeclaringType == typeof(TemplateJson);
            formatter = isOurs ? this : null;
            return isOurs;
        }
    }
}
