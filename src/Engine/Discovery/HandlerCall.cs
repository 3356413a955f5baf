using System.Reflection;
using System.Reflection.Emit;

namespace MockLlm.Engine.Discovery;

/// <summary>
/// Emits the call of a handler: what it takes is picked by type, what it returns is brought to one form. A dynamic method starts
/// several times faster than a compiled expression, and a call through it costs no more than a delegate's.
/// </summary>
internal static class HandlerCall
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Static;

    private static readonly MethodInfo Request = typeof(Mock).GetProperty(nameof(Mock.Request))!.GetMethod!;

    public static Handler Emit(MethodInfo method)
    {
        var call = new DynamicMethod(
            method.Name, typeof(ValueTask<object?>), [typeof(LlmProvider), typeof(object), typeof(Mock)], typeof(HandlerCall), skipVisibility: true);
        var il = call.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var parameter in method.GetParameters())
        {
            Load(il, parameter.ParameterType);
        }

        il.Emit(OpCodes.Callvirt, method);
        il.Emit(OpCodes.Call, Converter(il, method.ReturnType));
        il.Emit(OpCodes.Ret);
        return call.CreateDelegate<Handler>();
    }

    private static void Load(ILGenerator il, Type type)
    {
        if (type == typeof(Mock))
        {
            il.Emit(OpCodes.Ldarg_2);
        }
        else if (type == typeof(RequestHead))
        {
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Call, Request);
        }
        else
        {
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Unbox_Any, type);
        }
    }

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
