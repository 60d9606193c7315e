namespace CovidCxr.Core;

/// <summary>Progress of a long-running operation.</summary>
/// <param name="Stage">What is being done, a few words.</param>
/// <param name="Done">Units done so far in this stage.</param>
/// <param name="Total">Units of the whole stage; 0 if unknown.</param>
public readonly record struct WorkProgress(string Stage, long Done, long Total);
