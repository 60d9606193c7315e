namespace CovidCxr.Core;

/// <summary>Writes numbers of things, so that one of them is not called several.</summary>
public static class Counted
{
    /// <summary>For example <c>1 epoch</c> and <c>2 epochs</c>.</summary>
    /// <param name="count">The number, at least 0.</param>
    /// <param name="one">The thing, for example <c>image</c>; its plural has an s.</param>
    public static string Of(long count, string one) => count == 1 ? $"1 {one}" : $"{count} {one}s";
}
