using System.Linq.Expressions;
using System.Reflection;
using MockLlm.Engine.Bodies;

namespace MockLlm.Engine.Discovery;

/// <summary>Binds the marked methods of a provider class, once, at start. What cannot be bound is said with class and method.</summary>
internal static class EndpointBinder
{
    private const BindingFlags Methods = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static IReadOnlyList<BoundEndpoint> Bind(Type provider)
    {
        List<BoundEndpoint> endpoints =
        [
            .. from method in provider.GetMethods(Methods)
               from route in method.GetCustomAttributes<RouteAttribute>()
               select Bind(route, method),
        ];
        var twice = endpoints.GroupBy(endpoint => (endpoint.Method, endpoint.Path, endpoint.Header)).FirstOrDefault(same => same.Count() > 1);
        return twice is null
            ? endpoints
            : throw new InvalidProviderException(
                $"{provider.FullName}.{string.Join(" and ", twice.Select(same => same.HandlerName))} both serve {twice.Key.Method} {twice.Key.Path}. Remove one or change its path.");
    }

    private static BoundEndpoint Bind(RouteAttribute route, MethodInfo method)
    {
        if (HandlerRules.Broken(route, method) is { } why)
        {
            throw new InvalidProviderException($"{method.DeclaringType!.FullName}.{method.Name} cannot be a handler: {why}.");
        }

        var body = HandlerRules.Bodies(method).FirstOrDefault();
        return new(
            route.Method, route.Path, route.Header, method.Name, body is null ? null : BodyReaders.For(body), Compile(method));
    }

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
        return Expression.Lambda<Handler>(Awaitable(call, method.ReturnType), provider, body, mock).Compile();
    }

    private static MethodCallExpression Awaitable(MethodCallExpression call, Type returned)
    {
        var generic = returned.IsGenericType ? returned.GetGenericTypeDefinition() : null;
        if (generic == typeof(Task<>) || generic == typeof(ValueTask<>))
        {
            var converter = generic == typeof(Task<>) ? nameof(HandlerResult.OfTask) : nameof(HandlerResult.OfValueTask);
            return Expression.Call(typeof(HandlerResult), converter, returned.GetGenericArguments(), call);
        }

        return Expression.Call(typeof(HandlerResult), nameof(HandlerResult.Of), null, Expression.Convert(call, typeof(object)));
    }
}
