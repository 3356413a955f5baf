using System.Reflection;
using System.Text.Json;
using MockLlm.Engine.Json;

namespace MockLlm.Engine.Handlers;

/// <summary>The rules that a handler method must follow.</summary>
internal static class HandlerRules
{
    /// <summary>Why a method cannot be a handler and what to change, or null if it can be one.</summary>
    public static string? Broken(RouteAttribute route, MethodInfo method, IReadOnlyList<HandlerParameter> parameters) =>
        BrokenMethod(route, method) ?? BrokenReturn(method.ReturnType) ?? BrokenBody(route, [.. parameters.Where(IsBody)]);

    private static bool IsBody(HandlerParameter parameter) => parameter.Source is ParameterSource.Body or ParameterSource.Form;

    private static string? BrokenMethod(RouteAttribute route, MethodInfo method) => method switch
    {
        _ when !route.Path.StartsWith('/') => $"its path '{route.Path}' must begin with '/'",
        { IsStatic: true } => "it is static; make it an instance method",
        { IsGenericMethodDefinition: true } => "it has type parameters; remove them",
        _ when method.GetParameters().FirstOrDefault(parameter => parameter.ParameterType.IsByRef) is { } byRef =>
            $"its parameter {byRef.Name} is passed by reference; remove ref, in or out",
        _ => null,
    };

    private static string? BrokenReturn(Type type)
    {
        var streams = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);
        return type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask) || type.IsByRefLike || streams
            ? $"it returns {type.Name}; return an object (200 JSON), a Reply, a Problem, or a Task of one of these"
            : null;
    }

    private static string? BrokenBody(RouteAttribute route, IReadOnlyList<HandlerParameter> bodies) => bodies switch
    {
        [] => null,
        [var first, var second, ..] => $"it takes two bodies, {first.Type.Name} and {second.Type.Name}; take one",
        [var body] when route.Method == "GET" =>
            $"a GET has no body, but it takes {body.Type.Name}; remove it or mark the method [Post]",
        [{ Source: ParameterSource.Form }] => null,
        [var body] => Unreadable(body.Type) is { } why ? $"its body {body.Type.Name} cannot be read from JSON: {why}" : null,
    };

    private static string? Unreadable(Type body)
    {
        if (body.IsPrimitive || body.IsEnum || body.IsByRefLike || body == typeof(string))
        {
            return "take a record, or JsonElement";
        }

        if (BodyReaders.ReadsItself(body))
        {
            return null;
        }

        try
        {
            JsonSerializer.Deserialize("{}", body, EngineJson.Options);
            return null;
        }
        catch (JsonException)
        {
            // A required field is missing, so the type itself can be read.
            return null;
        }
        catch (Exception broken) when (broken is InvalidOperationException or NotSupportedException)
        {
            return broken.Message.TrimEnd('.');
        }
    }
}
