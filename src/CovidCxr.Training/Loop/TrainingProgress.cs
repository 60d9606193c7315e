using CovidCxr.Core.Evaluation;

namespace CovidCxr.Training.Loop;

/// <summary>How far a training has come, told after every step and at the end of every epoch.</summary>
/// <param name="Epoch">The running epoch, from 1.</param>
/// <param name="Epochs">Epochs of the run.</param>
/// <param name="Step">Steps done in this epoch.</param>
/// <param name="Steps">Steps of an epoch.</param>
/// <param name="Images">Images of an epoch.</param>
/// <param name="Loss">Mean training loss of the epoch so far.</param>
/// <param name="Accuracy">Training accuracy of the epoch so far, 0 to 1.</param>
/// <param name="Finished">The epoch's record once it is finished and saved; null before.</param>
public sealed record TrainingProgress(int Epoch, int Epochs, int Step, int Steps, int Images, double Loss, double Accuracy, EpochRecord? Finished);
