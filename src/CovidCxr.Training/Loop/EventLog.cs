using CovidCxr.Core.Evaluation;
using TorchSharp;
using TorchSharp.Modules;

namespace CovidCxr.Training.Loop;

/// <summary>
/// Writes a run's events for TensorBoard: loss, accuracy, precision and recall of train and val, and the learning rate, once in an epoch.
/// TensorBoard reads all event files of a folder, so a resumed run adds one.
/// </summary>
internal sealed class EventLog : IDisposable
{
    private readonly SummaryWriter train, val;

    public EventLog(string folder)
    {
        train = torch.utils.tensorboard.SummaryWriter(Path.Combine(folder, "train"), createRunName: false);
        val = torch.utils.tensorboard.SummaryWriter(Path.Combine(folder, "val"), createRunName: false);
    }

    public void Add(EpochRecord record)
    {
        Add(train, record.Epoch, record.TrainLoss, record.TrainAccuracy, record.TrainPrecision, record.TrainRecall);
        Add(val, record.Epoch, record.ValLoss, record.ValAccuracy, record.ValPrecision, record.ValRecall);
        train.add_scalar("rate", (float)record.Rate, record.Epoch);
    }

    private static void Add(SummaryWriter writer, int epoch, double loss, double accuracy, double precision, double recall)
    {
        writer.add_scalar("loss", (float)loss, epoch);
        writer.add_scalar("accuracy", (float)accuracy, epoch);
        writer.add_scalar("precision", (float)precision, epoch);
        writer.add_scalar("recall", (float)recall, epoch);
    }

    public void Dispose()
    {
        (train as IDisposable)?.Dispose();
        (val as IDisposable)?.Dispose();
    }
}
