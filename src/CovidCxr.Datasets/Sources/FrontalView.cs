namespace CovidCxr.Datasets.Sources;

/// <summary>Tells frontal X-rays from others by a table's column <c>view</c>.</summary>
internal static class FrontalView
{
    /// <summary>Why the view is not usable; null for a frontal one: PA or AP, with or without a posture after it.</summary>
    public static string? ReasonAgainst(string view)
    {
        if (view is "" or "?")
            return SkipReason.UnknownView;
        var projection = view.Split(' ', 2)[0].ToUpperInvariant();
        return projection is "PA" or "AP" ? null : SkipReason.NotFrontal;
    }
}
