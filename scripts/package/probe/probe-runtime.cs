using System;
using System.Linq;
using Newtonsoft.Json.Linq;

// What the script is compiled by and runs on.
internal static class ProbeRuntime
{
    public static JObject Describe() => new JObject
    {
        ["coreLibrary"] = typeof(object).Assembly.FullName.Split(',')[0],
        ["runtimeVersion"] = Environment.Version.ToString(),
        ["jsonLibrary"] = typeof(JObject).Assembly.GetName().Version.ToString(),
        ["language"] = Language(),
        ["culture"] = System.Globalization.CultureInfo.CurrentCulture.Name,
        ["utcOffsetMinutes"] = (int)TimeZoneInfo.Local.GetUtcOffset(DateTime.UtcNow).TotalMinutes,
    };

    // The version of C#: 11 or newer, 10, or 9 or older. The compiler says it by what it makes of code that all accept.
    private static int Language() => ReferenceEquals(MethodGroup(), MethodGroup()) ? 11 : new LambdaTaker().Takes(() => { }) == "delegate" ? 10 : 9;

    // Since C# 11 a static method as a delegate is made once.
    private static Action MethodGroup() => Nothing;

    private static void Nothing()
    {
    }
}

// Since C# 10 a lambda has a type of its own, so that the method of the class fits and goes before the extension.
internal sealed class LambdaTaker
{
    public string Takes(Delegate given) => "delegate";
}

internal static class LambdaTakerExtension
{
    public static string Takes(this LambdaTaker taker, Action given) => "extension";
}

// Members of the context that are not documented, found at run time.
internal static class ProbeContext
{
    // Null where there is no such property, or reading it fails.
    public static object Read(object context, string name)
    {
        try
        {
            return Reader(context, name)?.Invoke();
        }
        catch (Exception)
        {
            return null;
        }
    }

    // Whether they are there and can be read; never their values.
    public static JObject ConnectionParameters(object context) => new JObject
    {
        ["member"] = Reader(context, "ConnectionParameters") != null,
        ["readable"] = Read(context, "ConnectionParameters") != null,
    };

    public static bool HasMethod(object context, string name) =>
        context.GetType().GetMethods().Any(method => method.Name == name) || context.GetType().GetInterfaces().Any(each => each.GetMethod(name) != null);

    // A property of the object's class or of an interface of it; null where there is none.
    private static Func<object> Reader(object context, string name)
    {
        var property = context.GetType().GetProperty(name)
            ?? context.GetType().GetInterfaces().Select(each => each.GetProperty(name)).FirstOrDefault(each => each != null);
        return property == null ? (Func<object>)null : () => property.GetValue(context, null);
    }
}
