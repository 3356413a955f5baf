using System.Reflection;
using System.Reflection.Emit;

namespace MockLlm.Engine.Handlers;

/// <summary>
/// Emits the code that calls a handler. It loads the arguments by their source, and converts the result to one type. A dynamic method
/// is created several times faster than a compiled expression, and calling it costs no more than calling a delegate.
/// </summary>
internal static class HandlerCall
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Static;

    private static readonly MethodInfo Request = typeof(Mock).GetProperty(nameof(Mock.Request))!.GetMethod!;

    public static Handler Emit(MethodInfo method, IReadOnlyList<HandlerParameter> parameters)
    {
        var call = new DynamicMethod(
            method.Name, typeof(ValueTask<object?>), [typeof(LlmProvider), typeof(object), typeof(Mock)], typeof(HandlerCall), skipVisibility: true);
        var il = call.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var parameter in parameters)
        {
            Load(il, parameter);
        }

        il.Emit(OpCodes.Callvirt, method);
        il.Emit(OpCodes.Call, Converter(il, method.ReturnType));
        il.Emit(OpCodes.Ret);
        return call.CreateDelegate<Handler>();
    }

    private static void Load(ILGenerator il, HandlerParameter parameter)
    {
        switch (parameter.Source)
        {
            case ParameterSource.Body or ParameterSource.Form:
                il.Emit(OpCodes.Ldarg_1);
                il.Emit(OpCodes.Unbox_Any, parameter.Type);
                break;
            case ParameterSource.Route:
                il.Emit(OpCodes.Ldarg_2);
                il.Emit(OpCodes.Ldstr, parameter.Name);
                il.Emit(OpCodes.Call, RouteReader(parameter.Type));
                break;
            default:
                il.Emit(OpCodes.Ldarg_2);
                LoadFromMock(il, parameter);
                break;
        }
    }

    private static void LoadFromMock(ILGenerator il, HandlerParameter parameter)
    {
        switch (parameter.Source)
        {
            case ParameterSource.Head:
                il.Emit(OpCodes.Callvirt, Request);
                break;
            case ParameterSource.Settings:
                il.Emit(OpCodes.Callvirt, typeof(Mock).GetMethod(nameof(Mock.Settings))!.MakeGenericMethod(parameter.Type));
                break;
            case ParameterSource.End:
                il.Emit(OpCodes.Callvirt, typeof(Mock).GetProperty(nameof(Mock.RequestEnd))!.GetMethod!);
                break;
        }
    }

    private static MethodInfo RouteReader(Type type) => typeof(RouteValues).GetMethod(
        type == typeof(int) ? nameof(RouteValues.Int) : type == typeof(long) ? nameof(RouteValues.Long) : nameof(RouteValues.Text), Own)!;

    private static MethodInfo Converter(ILGenerator il, Type returned)
    {
        var generic = returned.IsGenericType ? returned.GetGenericTypeDefinition() : null;
        if (generic == typeof(Task<>) || generic == typeof(ValueTask<>))
        {
            var name = generic == typeof(Task<>) ? nameof(HandlerResult.OfTask) : nameof(HandlerResult.OfValueTask);
            return typeof(HandlerResult).GetMethod(name, Own)!.MakeGenericMethod(returned.GetGenericArguments());
        }

        if (returned.IsValueType)
        {
            il.Emit(OpCodes.Box, returned);
        }

        return typeof(HandlerResult).GetMethod(nameof(HandlerResult.Of), Own)!;
    }
}
