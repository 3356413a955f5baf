using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MockLlm.Engine.Yaml;

/// <summary>
/// A YAML text's parsing events, one ahead. Whatever goes wrong in the parser becomes a <see cref="YamlRefusal"/> with a place.
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

    /// <summary>The event that comes next; the end of the stream is never passed.</summary>
    public ParsingEvent Current => _parser.Current ?? new StreamEnd(_scanner.CurrentPosition, _scanner.CurrentPosition);

    /// <summary>A place in the text: the parser counts a line more at its end.</summary>
    public Place At(Mark mark) =>
        mark.Line > _end.Line || (mark.Line == _end.Line && mark.Column > _end.Column) ? _end : new((int)mark.Line, (int)mark.Column);

    /// <summary>Takes the current event and goes on to the one after it.</summary>
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
        catch (YamlException broken)
        {
            // For a tab the parser names the start of the map around it; the scanner stands on the tab.
            var isTab = broken.Message.Contains("tab", StringComparison.Ordinal);
            throw new YamlRefusal(At(isTab ? _scanner.CurrentPosition : broken.Start), SyntaxAdvice.For(broken.Message));
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // The parser has bugs that surface as any exception, without a place: where the scanner stands is the best known.
            throw new YamlRefusal(At(_scanner.CurrentPosition), SyntaxAdvice.Unplaced);
        }
    }
}
