using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MockLlm.Engine.Yaml;

/// <summary>
/// The parsing events of a YAML text. All errors of the parser become a <see cref="YamlRefusal"/> with a place.
/// </summary>
internal sealed class YamlEvents
{
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly Place _end;

    public YamlEvents(string text)
    {
        _end = YamlText.PlaceOf(text, text.Length);
        _scanner = new Scanner(new StringReader(text), skipComments: true);
        _parser = new Parser(_scanner);
        Next();
    }

    /// <summary>The current event. At the end of the text it stays <see cref="StreamEnd"/>.</summary>
    public ParsingEvent Current => _parser.Current ?? new StreamEnd(_scanner.CurrentPosition, _scanner.CurrentPosition);

    /// <summary>The place of a mark. It is limited to the end of the text, because the parser counts one line too many there.</summary>
    public Place At(Mark mark) =>
        mark.Line > _end.Line || (mark.Line == _end.Line && mark.Column > _end.Column) ? _end : new((int)mark.Line, (int)mark.Column);

    /// <summary>Returns the current event and moves to the next one.</summary>
    public ParsingEvent Take()
    {
        var taken = Current;
        Next();
        return taken;
    }

    private void Next()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (YamlException exception)
        {
            // For a tab, the parser reports the start of the map around it. The scanner is at the tab itself.
            var isTab = exception.Message.Contains("tab", StringComparison.Ordinal);
            throw new YamlRefusal(At(isTab ? _scanner.CurrentPosition : exception.Start), SyntaxAdvice.For(exception.Message));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The parser has bugs that cause other exceptions without a place. The position of the scanner is then the best one known.
            throw new YamlRefusal(At(_scanner.CurrentPosition), SyntaxAdvice.Unplaced);
        }
    }
}
