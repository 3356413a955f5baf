using System.Text.Json;
using MockLlm.Engine.Handlers;

namespace MockLlm.Engine.Tests.Handlers;

public sealed class UnbindableTests
{
    public static TheoryData<Type, string> Handlers => new()
    {
        { typeof(ReturnsNothing), ".Handle cannot be a handler: it returns Void; return an object (200 JSON), a Reply, a Problem, or a Task of one of these." },
        { typeof(ReturnsTask), ".Handle cannot be a handler: it returns Task; return an object (200 JSON), a Reply, a Problem, or a Task of one of these." },
        { typeof(ReturnsValueTask), ".Handle cannot be a handler: it returns ValueTask; return an object (200 JSON), a Reply, a Problem, or a Task of one of these." },
        { typeof(ReturnsAsyncItems), ".Handle cannot be a handler: it returns IAsyncEnumerable`1; return an object (200 JSON), a Reply, a Problem, or a Task of one of these." },
        { typeof(TakesTwoBodies), ".Handle cannot be a handler: it takes two bodies, Body and JsonElement; take one." },
        { typeof(GetsABody), ".Handle cannot be a handler: a GET has no body, but it takes Body; remove it or mark the method [Post]." },
        { typeof(TakesText), ".Handle cannot be a handler: its body String cannot be read from JSON: take a record, or JsonElement." },
        { typeof(TakesFormAndBody), ".Handle cannot be a handler: it takes two bodies, Form and Body; take one." },
        { typeof(GetsAForm), ".Handle cannot be a handler: a GET has no body, but it takes Form; remove it or mark the method [Post]." },
        { typeof(TakesTextOfAnotherRoute), ".Handle cannot be a handler: its body String cannot be read from JSON: take a record, or JsonElement." },
        { typeof(IsStatic), ".Handle cannot be a handler: it is static; make it an instance method." },
        { typeof(IsGeneric), ".Handle cannot be a handler: it has type parameters; remove them." },
        { typeof(TakesByReference), ".Handle cannot be a handler: its parameter body is passed by reference; remove ref, in or out." },
        { typeof(HasNoSlash), ".Handle cannot be a handler: its path 'v1/chat' must begin with '/'." },
        { typeof(ServesOneRouteTwice), ".First and Second both serve GET /x. Remove one or change its path." },
    };

    public static TheoryData<Type, string> Classes => new()
    {
        { typeof(NoBaseClass), " is marked [RegisterProvider]: it must be a class that derives from LlmProvider and is neither abstract nor generic." },
        { typeof(Abstract), " is marked [RegisterProvider]: it must be a class that derives from LlmProvider and is neither abstract nor generic." },
        { typeof(Generic<>), " is marked [RegisterProvider]: it must be a class that derives from LlmProvider and is neither abstract nor generic." },
        { typeof(NoConstructor), " needs a public constructor without parameters." },
        { typeof(HiddenConstructor), " needs a public constructor without parameters." },
        { typeof(ThrowsAtOnce), " cannot be made, its constructor threw: No licence." },
        { typeof(NotMarked), " is not marked: put [RegisterProvider(\"name\")] on it." },
        { typeof(BadName), " is named 'Bad Name!': a provider's name is made of lower-case letters, digits, '-' and '_'." },
    };

    [Theory]
    [MemberData(nameof(Handlers))]
    public void A_method_that_cannot_be_bound_is_said_with_class_method_and_what_to_change(Type provider, string message) =>
        Assert.Equal(provider.FullName + message, Refusal(provider));

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_class_that_cannot_be_a_provider_is_said_with_what_to_change(Type provider, string message) =>
        Assert.Equal(provider.FullName + message, Refusal(provider));

    [Fact]
    public void A_body_that_the_serializer_cannot_read_is_said_at_the_start() =>
        Assert.Contains($"{typeof(TakesTheUnreadable).FullName}.Handle cannot be a handler: its body Unreadable cannot be read from JSON: ", Refusal(typeof(TakesTheUnreadable)));

    [Fact]
    public void Two_providers_of_one_name_are_refused_with_both_classes()
    {
        var refused = Assert.Throws<InvalidProviderException>(() => ProviderDiscovery.Unique(
            [ProviderDiscovery.Register(typeof(Twin)), ProviderDiscovery.Register(typeof(OtherTwin))]));

        Assert.Equal($"Two providers are named 'twin': {typeof(Twin).FullName} and {typeof(OtherTwin).FullName}. Rename one.", refused.Message);
    }

    private static string Refusal(Type provider) =>
        Assert.Throws<InvalidProviderException>(() => ProviderDiscovery.Register(provider)).Message;

    private sealed record Body(string Text);

    private sealed class Unreadable(int count)
    {
        public string Text { get; } = new('x', count);
    }

    [RegisterProvider("a")]
    private sealed class ReturnsNothing : LlmProvider
    {
        [Post("/x")]
        public void Handle()
        {
        }
    }

    [RegisterProvider("a")]
    private sealed class ReturnsTask : LlmProvider
    {
        [Post("/x")]
        public Task Handle() => Task.CompletedTask;
    }

    [RegisterProvider("a")]
    private sealed class ReturnsValueTask : LlmProvider
    {
        [Post("/x")]
        public ValueTask Handle() => default;
    }

    [RegisterProvider("a")]
    private sealed class ReturnsAsyncItems : LlmProvider
    {
        [Post("/x")]
        public IAsyncEnumerable<int> Handle() => AsyncEnumerable.Empty<int>();
    }

    [RegisterProvider("a")]
    private sealed class TakesTwoBodies : LlmProvider
    {
        [Post("/x")]
        public object Handle(Body body, Mock mock, JsonElement other) => new { body, other, mock.Now };
    }

    [RegisterProvider("a")]
    private sealed class GetsABody : LlmProvider
    {
        [Get("/x")]
        public object Handle(Body body) => body;
    }

    [RegisterProvider("a")]
    private sealed class TakesText : LlmProvider
    {
        [Post("/x")]
        public object Handle(string body) => body;
    }

    [RegisterProvider("a")]
    private sealed class TakesFormAndBody : LlmProvider
    {
        [Post("/x")]
        public object Handle(Form form, Body body) => new { form, body };
    }

    [RegisterProvider("a")]
    private sealed class GetsAForm : LlmProvider
    {
        [Get("/x")]
        public object Handle(Form form) => form;
    }

    [RegisterProvider("a")]
    private sealed class TakesTextOfAnotherRoute : LlmProvider
    {
        [Post("/x/{id}")]
        public object Handle(string name) => name;
    }

    [RegisterProvider("a")]
    private sealed class TakesTheUnreadable : LlmProvider
    {
        [Post("/x")]
        public object Handle(Unreadable body) => body;
    }

    [RegisterProvider("a")]
    private sealed class IsStatic : LlmProvider
    {
        [Post("/x")]
        public static object Handle() => new();
    }

    [RegisterProvider("a")]
    private sealed class IsGeneric : LlmProvider
    {
        [Post("/x")]
        public object Handle<T>(T body) => body!;
    }

    [RegisterProvider("a")]
    private sealed class TakesByReference : LlmProvider
    {
        [Post("/x")]
        public object Handle(in JsonElement body) => body;
    }

    [RegisterProvider("a")]
    private sealed class HasNoSlash : LlmProvider
    {
        [Post("v1/chat")]
        public object Handle() => new();
    }

    [RegisterProvider("a")]
    private sealed class ServesOneRouteTwice : LlmProvider
    {
        [Get("/x")]
        public object First() => new();

        [Get("/x")]
        public object Second() => new();
    }

    // These would be found, and refused, by a search of this assembly: nothing searches it.
    [RegisterProvider("a")]
    private sealed class NoBaseClass;

    [RegisterProvider("a")]
    private abstract class Abstract : LlmProvider;

    [RegisterProvider("a")]
    private sealed class Generic<T> : LlmProvider
    {
        public T? Field { get; init; }
    }

    [RegisterProvider("a")]
    private sealed class NoConstructor(string name) : LlmProvider
    {
        public string Name { get; } = name;
    }

    [RegisterProvider("a")]
    private sealed class HiddenConstructor : LlmProvider
    {
        internal HiddenConstructor()
        {
        }
    }

    [RegisterProvider("a")]
    private sealed class ThrowsAtOnce : LlmProvider
    {
        public ThrowsAtOnce() => throw new InvalidOperationException("No licence.");
    }

    private sealed class NotMarked : LlmProvider;

    [RegisterProvider("Bad Name!")]
    private sealed class BadName : LlmProvider;

    [RegisterProvider("twin")]
    private sealed class Twin : LlmProvider;

    [RegisterProvider("twin")]
    private sealed class OtherTwin : LlmProvider;
}
