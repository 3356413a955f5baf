using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Embeddings;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Inference.Batching;
using MockLlm.Engine.Inference.PrefixCaching;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Requests;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Rules.Replies;
using MockLlm.Engine.Tokenization;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Replies;

/// <summary>
/// The context of one handler call. It is the <see cref="Mock"/> that the handler's author sees. To the code that writes the reply it also
/// says which rule answered, at what pace the reply is sent, and what it was charged.
/// </summary>
internal sealed class HandlerContext : Mock
{
    private readonly IdentifiedRequest _request;
    private readonly RandomSource _random;
    private readonly Tokenizers _tokenizers;
    private readonly TimeProvider _time;
    private readonly long _start;
    private ReplyPace? _pace;
    private Ids? _ids;
    private SequenceSteps? _steps;
    private Conversation? _asked;
    private PacedStream? _paced;

    /// <param name="request">The request.</param>
    /// <param name="random">The request's random choices.</param>
    /// <param name="tokenizers">Count tokens.</param>
    /// <param name="time">The clock.</param>
    /// <param name="start">The clock's timestamp from which all times count.</param>
    /// <param name="pace">The pace of the reply, or null if only lag applies.</param>
    public HandlerContext(
        IdentifiedRequest request, RandomSource random, Tokenizers tokenizers, TimeProvider time, long start, ReplyPace? pace = null)
    {
        (_request, _random, _tokenizers, _time, _start) = (request, random, tokenizers, time, start);
        _pace = pace;
        Now = time.GetUtcNow();
    }

    public override RequestHead Request => _request.Head;

    public override Ids Ids => _ids ??= new Ids(_random);

    public override DateTimeOffset Now { get; }

    public override CancellationToken RequestEnd => Work.ClientLeft;

    public override IReadOnlyList<ModelInfo> Models => ListedModels.All;

    /// <summary>The pace of the reply.</summary>
    public ReplyPace Pacing => _pace ??= new(_request.Snapshot.Lag, _random);

    /// <summary>The models of the provider.</summary>
    public required ProviderModels ListedModels { get; init; }

    /// <summary>The provider's settings record, or null if it has none.</summary>
    public object? SettingsRecord { get; init; }

    /// <summary>Charges every completion to the rate limits, or null if there are no limits.</summary>
    public ReplyCharge? Charge { get; init; }

    /// <summary>Changes every completion, or null if no fault does.</summary>
    public CompletionChange? Change { get; init; }

    /// <summary>Switches off the pacing of the reply, so that a fault can inspect it first. Null if no fault needs to.</summary>
    public DryRun? DryRun { get; init; }

    /// <summary>The positions of sessions in the rules' sequences.</summary>
    public SequenceCursors Sequences { get => field ??= new(); init; }

    /// <summary>The answer to the last conversation, or null if the handler asked for none.</summary>
    public ConversationAnswer? Answer { get; private set; }

    /// <summary>
    /// The rule for the last conversation that has one, or null if none has. It is known even if the rule then refuses a reply.
    /// </summary>
    public Rule? Rule { get; private set; }

    /// <summary>The last conversation, or null if the handler asked for no answer.</summary>
    public Conversation? Asked => _asked;

    /// <summary>The last completion that was handed out, or null if there was none.</summary>
    public Completion? Given { get; private set; }

    /// <summary>The tokens of the completions so far, and of their prompts if the requests tell them.</summary>
    public Usage Used { get; private set; }

    // A fault reads the whole stream ahead of time, so that its times are those that are expected then.
    private BatchedReply? LiveTimes => DryRun is null && Pacing.Batched is { IsUsed: true } batched ? batched : null;

    internal override TimeSpan ReplyDue => Pacing.End;

    internal override WorkBudget Work => _request.Work;

    public override T Settings<T>() => SettingsRecord is T settings
        ? settings
        : throw new InvalidOperationException(
            $"There are no settings of type {typeof(T).Name}: name the type in [RegisterProvider(Settings = typeof({typeof(T).Name}))] and give each of its parameters a default, or write it in responses.yml.");

    public override ModelInfo? Model(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ListedModels.Find(name);
    }

    public override Completion Respond(Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        if (conversation.Model is null && _request.Identity.Model is { } model)
        {
            conversation = conversation with { Model = model };
        }

        var rule = ConversationAnswer.RuleFor(_request, conversation, ListedModels);
        (_asked, Rule) = (conversation, rule ?? Rule);
        Answer = AnswerTo(conversation, rule);
        var draft = LongerDraft.Of(Answer.Draft.For(conversation), conversation.Limits, _random, Work);
        var cached = CachedTokens(conversation);
        var completion = Changed(CompletionCut.Apply(draft, conversation.Limits, Work), conversation) with
        {
            Pace = Pacing.For(rule?.Latency, () => PromptTokens(conversation) - cached),
            WrittenUsage = draft.Usage,
            CachedTokens = cached,
        };
        Pacing.HandOut(completion, conversation.Choices);
        Given = completion;
        if (Fits(conversation, completion))
        {
            Used = new(Used.PromptTokens + (conversation.PromptTokens ?? 0), Used.CompletionTokens + (completion.Tokens * conversation.Choices));
        }

        return completion;
    }

    public override void Spend(Usage usage)
    {
        Charge?.Charge(usage);
        if (Charge?.Refusal is null)
        {
            Used = new(Used.PromptTokens + usage.PromptTokens, Used.CompletionTokens + usage.CompletionTokens);
        }
    }

    public override int CountTokens(string text, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _tokenizers.Count(text, EncodingOf(model), Work);
    }

    internal override IReadOnlyList<int> TokenNumbers(string text, string? model) => _tokenizers.Numbers(text, EncodingOf(model), Work);

    internal override IEnumerable<byte[]> TokenBytes(string text, string? model) => _tokenizers.Bytes(text, EncodingOf(model));

    public override IEnumerable<TimedText> AllParts(Completion completion, int choice = 0)
    {
        ArgumentNullException.ThrowIfNull(completion);
        var chunk = completion.Pace is CompletionPace.Lag ? _request.Snapshot.Chunk : _request.Snapshot.WrittenChunk ?? Chunking.Tokens;
        var pieces = Completions.Pieces.Of(completion, chunk, () => Pacing.ScheduleOf(completion, choice));
        return Charge?.Taken(pieces, completion) ?? pieces;
    }

    public override TimeSpan Opening(Completion completion)
    {
        ArgumentNullException.ThrowIfNull(completion);
        return Pacing.ScheduleOf(completion, choice: 0).Opening;
    }

    public override Source<string, NotUsed> Stream(Completion completion, int choice = 0) => Source
        .FromGraph(new Paced<TimedText>(Pieces(completion, choice), Due(), _time, _start, dryRun: DryRun))
        .Select(static piece => piece.Text.ToString());

    public override Source<string, NotUsed> Stream(string text, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pace = Pacing.Latest ?? Pacing.For(rule: null, () => 0);
        var counts = pace is not CompletionPace.Lag || _request.Snapshot.Chunk.Unit == ChunkUnit.Token;
        var completion = new Completion(text, FinishReason.Stop)
        {
            TextTokens = counts ? _tokenizers.Tokenize(text, EncodingOf(model), Work) : new([]),
            Pace = pace,
        };
        Pacing.HandOut(completion, choices: 1);
        return Stream(completion);
    }

    public override Source<Frame, NotUsed> Pace(IEnumerable<Frame> frames, bool ahead = false)
    {
        ArgumentNullException.ThrowIfNull(frames);
        return ahead
            ? (_paced = Paced(frames)).Source
            : Source.FromGraph(new PacedFrames(Timed(frames), _time, _start, ahead: false, DryRun));
    }

    internal override PacedStream Paced(IEnumerable<Frame> frames) => new(
        Timed(frames), frames => Source.FromGraph(new PacedFrames(frames, _time, _start, ahead: true, DryRun)));

    public override float[] Embed(string text, int dimensions, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        return TextVector.Of(text, dimensions, model ?? "", Work);
    }

    public override IEnumerable<double> Draw(string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return Numbers(_random.For("provider " + purpose));
    }

    /// <summary>Explains how the last conversation is answered. Null if the handler asked for no answer or there are no rules.</summary>
    public Explanation? Explain() =>
        _asked is null ? null : ConversationAnswer.Explain(_request, _asked, ListedModels);

    /// <summary>The stream of a reply if its frames can be taken one by one, or null.</summary>
    public PacedStream? PacedOf(Reply reply) =>
        reply.Paced ?? (_paced is { } paced && ReferenceEquals(paced.Source, reply.Frames) ? paced : null);

    /// <summary>When each token of a completion is due, counted from the arrival of the request.</summary>
    public IEnumerable<TimeSpan> TokenDues(Completion completion) =>
        Completions.Pieces.Of(completion, Chunking.Tokens, () => Pacing.ScheduleOf(completion, choice: 0)).Select(static piece => piece.Due);

    /// <summary>Begins to take the frames of a stream one by one.</summary>
    public FrameCursor CursorOf(PacedStream stream) => new(stream.Frames, _time, _start);

    /// <summary>The frames of a reply that a fault changed.</summary>
    public FrameCursor CursorOf(Faults.Kinds.FaultedReply reply) => new(Charge?.Framed(reply.Frames) ?? reply.Frames, _time, _start);

    /// <summary>Records all events of a stream ahead of their time. Returns null if that is not possible.</summary>
    /// <param name="reply">The reply, which is a stream.</param>
    /// <param name="materializer">Runs the stream if its frames cannot be taken directly.</param>
    /// <param name="isForeign">Whether the stream is a plug-in's, so that all of its code must run on the materializer.</param>
    public async ValueTask<FrameList?> Record(Reply reply, IMaterializer materializer, bool isForeign)
    {
        var recorded = !isForeign && PacedOf(reply) is { } paced
            ? StreamRecorder.Take(paced.Frames, TokensTaken, Work)
            : await StreamRecorder.Run(reply.Frames!, DryRun!, TokensTaken, materializer, Work).ConfigureAwait(false);
        Charge?.Restart();
        return recorded is null ? null : new(recorded, Charge);
    }

    internal override string? Decode(IReadOnlyList<int> tokens, string? model) =>
        _tokenizers.Decode(tokens, EncodingOf(model))
        ?? (model is not null && ListedModels.Find(model) is null ? _tokenizers.DecodeForeign(tokens, EncodingOf(model), Work) : null);

    internal override Mock Isolated(int index) => new HandlerContext(
        _request with { Identity = _request.Identity with { Model = null, ListedModel = null, Stream = false }, Fields = null },
        RandomSource.Of(_random.Key, requestKey: 0, index),
        _tokenizers,
        _time,
        _start)
    {
        ListedModels = ListedModels,
        SettingsRecord = SettingsRecord,
    };

    // A configured text needs no reply context, which most requests are spared.
    private ConversationAnswer AnswerTo(Conversation conversation, Rule? rule)
    {
        if (ConversationAnswer.IsConfigured(_request, conversation, rule))
        {
            return ConversationAnswer.AsConfigured(_request, conversation, rule, _tokenizers);
        }

        var context = new ReplyContext(conversation, Request, _request.Identity.Instance, _random, _tokenizers)
        {
            Now = Now,
            Work = Work,
            Fields = _request.Fields,
            Steps = rule?.Reply is SequenceReply ? _steps ??= new(Sequences, _request.Identity.Session) : null,
        };
        return ConversationAnswer.Made(_request, rule, context);
    }

    // Faults change a completion here, before the provider sees it.
    private Completion Changed(Completion completion, Conversation conversation) =>
        Change?.Apply(completion, conversation, text => _tokenizers.Tokenize(text, ModelEncoding.Of(conversation.Model), Work)) ?? completion;

    // A completion that does not fit the limits is returned all the same. The client then gets a refusal in place of the reply.
    private bool Fits(Conversation conversation, Completion completion)
    {
        Charge?.Charge(new(PromptTokens(conversation), completion.Tokens * conversation.Choices));
        if (Charge?.Refusal is null)
        {
            return true;
        }

        _steps?.TakeBack();
        return false;
    }

    // If the handler names no model, the model of the request counts.
    private TokenEncoding EncodingOf(string? model) => ModelEncoding.Of(model ?? _request.Identity.Model);

    private int PromptTokens(Conversation conversation) => conversation.PromptTokens ?? CountTokens(conversation.Prompt, conversation.Model);

    private IEnumerable<Frame> Timed(IEnumerable<Frame> frames)
    {
        var charged = Charge?.Framed(frames) ?? frames;
        return LiveTimes is { } batched ? batched.Live(charged) : charged;
    }

    private Func<TimedText, TimeSpan> Due() => LiveTimes is { } batched ? LiveDue(batched) : static piece => piece.Due;

    // A method of its own, so that a stream without a batch allocates no closure.
    private static Func<TimedText, TimeSpan> LiveDue(BatchedReply batched) => piece => batched.Now(piece.Due);

    // The tokens of the prompt that its prefix cache has. They need no prefill.
    private int CachedTokens(Conversation conversation) => Pacing is { Layers.PrefixCache.Value: { Blocks: > 0 } settings, Inference: { } shared }
        ? shared.Prefixes.Of(_request.Identity.ListedModel).Use(
            PromptReading.Blocks(conversation, _request.Identity.ListedModel ?? conversation.Model, settings, _tokenizers, Work), PromptTokens(conversation), settings)
        : 0;

    private int TokensTaken() => Charge?.Taken() ?? 0;

    private static IEnumerable<double> Numbers(RandomSequence random)
    {
        while (true)
        {
            yield return random.NextDouble();
        }
    }
}
