namespace CovidCxr.Core;

/// <summary>How far a long piece of work has come; what a progress bar shows.</summary>
/// <param name="Stage">What is being done, a few words.</param>
/// <param name="Done">Units done so far in this stage.</param>
/// <param name="Total">Units of the whole stage; 0 where unknown.</param>
public readonly record struct WorkProgress(string Stage, long Done, long Total);
