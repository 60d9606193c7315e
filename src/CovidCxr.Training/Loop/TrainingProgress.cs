using CovidCxr.Core.Evaluation;

namespace CovidCxr.Training.Loop;

/// <summary>Progress of a training, reported after every step and at the end of every epoch.</summary>
/// <param name="Epoch">The current epoch, from 1.</param>
/// <param name="Epochs">The number of epochs of the run.</param>
/// <param name="Step">The number of steps done in this epoch.</param>
/// <param name="Steps">The number of steps of an epoch.</param>
/// <param name="Images">The number of images of an epoch.</param>
/// <param name="Loss">Mean training loss of the epoch so far.</param>
/// <param name="Accuracy">Training accuracy of the epoch so far, 0 to 1.</param>
/// <param name="Finished">The epoch's record once it is finished and saved; null before.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Step, int Steps, int Images, double Loss, double Accuracy, EpochRecord? Finished);
