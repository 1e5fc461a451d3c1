using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Newtonsoft.Json;

namespace Konektor.ScriptHost;

/// <summary>A compiled script in a load context of its own, which takes the script's static state along when it goes.</summary>
internal sealed class LoadedScript
{
    private readonly AssemblyLoadContext context;
    private readonly ConstructorInfo constructor;

    private LoadedScript(AssemblyLoadContext context, ConstructorInfo constructor)
    {
        this.context = context;
        this.constructor = constructor;
    }

    public string TypeName => constructor.DeclaringType!.Name;

    /// <summary>Loads a compiled script. Throws TypeLoadException where no usable class derives from ScriptBase.</summary>
    public static LoadedScript Load(CompiledScript compiled)
    {
        var context = new AssemblyLoadContext("script", isCollectible: true);
        var assembly = context.LoadFromStream(new MemoryStream(compiled.Assembly), new MemoryStream(compiled.Symbols));
        // The platform wants a class named Script; published scripts also write "script", so the base class decides.
        var constructor = assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(ScriptBase).IsAssignableFrom(type))
            .OrderBy(type => type.Name.Equals("Script", StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .Select(type => type.GetConstructor(Type.EmptyTypes))
            .FirstOrDefault(found => found is not null);
        if (constructor is null)
        {
            context.Unload();
            throw new TypeLoadException("No class of the script derives from ScriptBase and can be created without arguments. Declare 'public class Script : ScriptBase'.");
        }
        return new LoadedScript(context, constructor);
    }

    /// <summary>A fresh instance: the platform promises no state between calls.</summary>
    public ScriptBase NewInstance()
    {
        try
        {
            return (ScriptBase)constructor.Invoke(null);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } cause)
        {
            throw new TypeLoadException($"The script's class {TypeName} could not be created: {cause.GetType().FullName}: {cause.Message}", cause);
        }
    }

    /// <summary>Lets the script go, with the one global setting of Newtonsoft.Json if it came from this script.</summary>
    public void Unload()
    {
        if (JsonConvert.DefaultSettings?.Method.Module.Assembly is { } owner && AssemblyLoadContext.GetLoadContext(owner) == context) JsonConvert.DefaultSettings = null;
        context.Unload();
    }
}
