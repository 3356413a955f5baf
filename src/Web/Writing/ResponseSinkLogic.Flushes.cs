using MockLlm.Engine;

namespace MockLlm.Web.Writing;

// Writes and flushes; the turn is the response's until what was flushed has been taken.
internal sealed partial class ResponseSinkLogic
{
    private void Write(Frame frame)
    {
        if (_output.Write(_spoiler is null ? frame : Spoilt(frame)))
        {
            Flush();
            return;
        }

        // Whatever stands between the source and here may keep the next frame back: then this flushes.
        if (!_isFlushedSoon)
        {
            _isFlushedSoon = true;
            _flushSoon();
        }

        GiveTurn();
    }

    private void FlushWhatWaits()
    {
        _isFlushedSoon = false;
        if (_output.HasUnflushed && _turn.Take())
        {
            Flush();
        }
    }

    private void Flush()
    {
        if (_output.Flush(_flushed))
        {
            AfterFlush();
        }
    }

    private void AfterHoldUp()
    {
        _output.Resumed();
        AfterFlush();
    }

    private void AfterFlush()
    {
        if (!_output.WasTaken())
        {
            Finish(StreamResult.Abandoned);
        }
        else if (_strike is { } strike)
        {
            AfterStrike(strike);
        }
        else
        {
            GoOn();
        }
    }

    private void GoOn()
    {
        if (_held is { } frame)
        {
            _held = null;
            Write(frame);
        }
        else if (_sourceEnd is { } end)
        {
            Finish(end);
        }
        else
        {
            GiveTurn();
        }
    }

    private void GiveTurn()
    {
        _turn.Give();
        PullUnlessOver();
    }
}
