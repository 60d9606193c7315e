using System.Reflection;

namespace CovidCxr.Core;

/// <summary>The product's version, written into datasets, runs, reports and model cards.</summary>
public static class ProductVersion
{
    private static readonly Assembly Product = typeof(ProductVersion).Assembly;

    /// <summary>Three numbers, for example <c>0.2.0</c>.</summary>
    public static string Number { get; } = Product.GetName().Version!.ToString(3);

    /// <summary>The commit that was built, 40 hexadecimal digits; null if the build did not know it.</summary>
    public static string? Commit { get; } =
        Product.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+', 2) is [_, var commit]
            ? commit
            : null;
}
