namespace CovidCxr.Shell;

/// <summary>A command whose help ends with examples.</summary>
internal interface IHasExamples
{
    /// <summary>Whole command lines, each of which works as it stands.</summary>
    IReadOnlyList<string> Examples { get; }
}
