using System.Linq.Expressions;
using System.Reflection;
using MockLlm.Engine.Bodies;

namespace MockLlm.Engine.Discovery;

/// <summary>Binds the marked methods of a provider class, once, at start. What cannot be bound is said with class and method.</summary>
internal static class EndpointBinder
{
    public static IReadOnlyList<BoundEndpoint> Bind(Type provider) =>
    [
        .. from method in provider.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
           let route = method.GetCustomAttribute<RouteAttribute>()
           where route is not null
           select Bind(route, method),
    ];

    private static BoundEndpoint Bind(RouteAttribute route, MethodInfo method)
    {
        var bodies = method.GetParameters().Select(parameter => parameter.ParameterType).Where(IsBody).ToList();
        if (bodies.Count > 1)
        {
            throw Unbindable(method, $"it takes two bodies, {bodies[0].Name} and {bodies[1].Name}; take one");
        }

        if (bodies.Count == 1 && route.Method == "GET")
        {
            throw Unbindable(method, $"a GET has no body, but it takes {bodies[0].Name}; remove it or mark the method [Post]");
        }

        return new(
            route.Method,
            route.Path,
            route.Header,
            method.Name,
            bodies.Count == 1 ? BodyReaders.For(bodies[0]) : null,
            Compile(method));
    }

    private static bool IsBody(Type type) => type != typeof(Mock) && type != typeof(RequestHead);

    private static Handler Compile(MethodInfo method)
    {
        var provider = Expression.Parameter(typeof(LlmProvider));
        var body = Expression.Parameter(typeof(object));
        var mock = Expression.Parameter(typeof(Mock));
        var arguments = method.GetParameters().Select(parameter => parameter.ParameterType switch
        {
            var type when type == typeof(Mock) => (Expression)mock,
            var type when type == typeof(RequestHead) => Expression.Property(mock, nameof(Mock.Request)),
            var type => Expression.Convert(body, type),
        });
        var call = Expression.Call(Expression.Convert(provider, method.DeclaringType!), method, arguments);
        return Expression.Lambda<Handler>(Awaitable(call, method), provider, body, mock).Compile();
    }

    private static MethodCallExpression Awaitable(MethodCallExpression call, MethodInfo method)
    {
        var type = method.ReturnType;
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (generic == typeof(Task<>) || generic == typeof(ValueTask<>))
        {
            var converter = generic == typeof(Task<>) ? nameof(HandlerResult.OfTask) : nameof(HandlerResult.OfValueTask);
            return Expression.Call(typeof(HandlerResult), converter, type.GetGenericArguments(), call);
        }

        if (type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask))
        {
            throw Unbindable(method, $"it returns {type.Name}; return an object (200 JSON), a Reply, a Problem, or a Task of one of these");
        }

        return Expression.Call(typeof(HandlerResult), nameof(HandlerResult.Of), null, Expression.Convert(call, typeof(object)));
    }

    private static InvalidProviderException Unbindable(MethodInfo method, string why) =>
        new($"{method.DeclaringType!.FullName}.{method.Name} cannot be a handler: {why}.");
}
