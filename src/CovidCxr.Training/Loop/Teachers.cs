using CovidCxr.Core;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Scoring;
using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Loop;

/// <summary>
/// Trained networks that a smaller one learns from besides the labels (distillation, Hinton et al. 2015). Both see the same changed image,
/// so the small one copies the teachers' judgement of it and not only of the images as they are (Beyer et al. 2022).
/// </summary>
public sealed class Teachers : IDisposable
{
    /// <summary>A network that shares fewer of its layers is of another family, and what it shares is an accident.</summary>
    private const double LeastShared = 0.5;

    private readonly List<ClassifierNetwork> networks = [];
    private readonly Tensor temperature, weight, labelsWeight, notCovid19;
    private readonly TeacherAnswers? answers;
    private readonly bool knowControls = true;

    private Teachers(
        IReadOnlyList<string> runs, TeacherRecipe recipe, ScalarType type, HeldOutFold? heldOutControls, TeacherAnswers? answers)
    {
        this.answers = answers;
        temperature = torch.tensor((float)recipe.Temperature).DetachFromDisposeScope();
        weight = torch.tensor((float)(recipe.Weight * recipe.Temperature * recipe.Temperature)).DetachFromDisposeScope();
        labelsWeight = torch.tensor((float)(1 - recipe.Weight)).DetachFromDisposeScope();
        notCovid19 = torch.tensor((long)TrainingLabel.NotCovid19).DetachFromDisposeScope();
        foreach (var path in runs)
        {
            using var run = TrainedRun.Open(path);
            if (InputSize != 0 && InputSize != run.Recipe.InputSize)
                throw new InputException(
                    $"--teacher {path}: takes images of {run.Recipe.InputSize} pixels, the others of {InputSize}; "
                    + "give teachers of one size");
            InputSize = run.Recipe.InputSize;
            knowControls &= heldOutControls is not null && run.Description.HeldOut.Controls == heldOutControls;
            networks.Add(run.TakeNetwork());
        }
        using var noGradient = torch.no_grad();
        foreach (var network in networks)
        {
            MasterWeights.Convert(network, type);
            network.eval();
        }
    }

    /// <summary>T, the side of the images that the teachers take, pixels.</summary>
    public int InputSize { get; }

    /// <summary>Opens the teachers of a training; null without any.</summary>
    /// <param name="runs">The folders of their runs.</param>
    /// <param name="recipe">How the small network learns from them.</param>
    /// <param name="type">The element type to compute with.</param>
    /// <param name="heldOutControls">
    /// The fold of the controls that the small network does not learn from; null if it learns from none.
    /// </param>
    /// <param name="images">The number of training images.</param>
    /// <param name="views">In how many ways each is changed; 0 for another way every time, of which the teachers are always asked.</param>
    /// <exception cref="InputException">A run cannot be read, or they take images of different sizes.</exception>
    public static Teachers? Open(
        IReadOnlyList<string> runs,
        TeacherRecipe recipe,
        ScalarType type,
        HeldOutFold? heldOutControls = null,
        int images = 0,
        int views = 0) =>
        runs.Count == 0 ? null : new Teachers(runs, recipe, type, heldOutControls, views == 0 ? null : new TeacherAnswers(images, views));

    /// <summary>Gives a network the first teacher's weights in every layer that the two have in common by name and shape.</summary>
    /// <param name="network">A network to train.</param>
    /// <param name="run">The folder of the teacher's run.</param>
    /// <exception cref="InputException">The run cannot be read, or it has no layer in common with the network.</exception>
    public static void Start(ClassifierNetwork network, string run)
    {
        using var teacher = TrainedRun.Open(run);
        if (network.StartFrom(teacher.Network) < LeastShared)
            throw new InputException(
                $"--teacher {run}: its network, {teacher.Recipe.Network}, has too few layers in common with the one to train; "
                + "give a run of a larger network of the same family, or --set teacher.start=false");
    }

    /// <summary>What the teachers said so far, by name, for a checkpoint; empty if it is not kept.</summary>
    public IReadOnlyList<(string Name, Tensor Tensor)> State => answers?.State ?? [];

    /// <summary>Adds what the teachers say to the loss of the labels.</summary>
    /// <param name="batch">The images, and how they were changed.</param>
    /// <param name="image">The same, [b, 3, s, s], s at least T.</param>
    /// <param name="scores">[b, 3], the small network's scores, float32.</param>
    /// <param name="labels">
    /// [b], of <see cref="TrainingLabel"/>, int64. What the teachers say of controls counts if they learned from the same controls; others
    /// know less than the label.
    /// </param>
    /// <param name="ofLabels">The mean loss of the labels.</param>
    /// <returns>(1 - w) * of labels + w * t^2 * cross-entropy against the teachers' mean probabilities, both softened by t.</returns>
    public Tensor Add(Batch batch, Tensor image, Tensor scores, Tensor labels, Tensor ofLabels)
    {
        Tensor expected;
        using (torch.no_grad())
            expected = answers is null ? Ask(image) : answers.Of(batch, positions => Ask(image.index_select(0, positions)));
        var agreement = (expected * nn.functional.log_softmax(scores / temperature, 1)).sum(1); // [b]
        if (!knowControls)
            agreement *= labels.ne(notCovid19).to_type(ScalarType.Float32);
        var crossEntropy = -agreement.mean();
        return (ofLabels * labelsWeight).add(crossEntropy * weight, Scalars.One);
    }

    /// <summary>The teachers' mean probabilities, softened, [b, 3], float32.</summary>
    /// <param name="image">[b, 3, s, s].</param>
    private Tensor Ask(Tensor image)
    {
        var small = Shrink.Apply(image, InputSize);
        return torch.stack(
            [.. networks.Select(network => (network.forward(small).to_type(ScalarType.Float32) / temperature).softmax(1))]).mean([0L]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        answers?.Dispose();
        foreach (var network in networks)
            network.Dispose();
        temperature.Dispose();
        weight.Dispose();
        labelsWeight.Dispose();
        notCovid19.Dispose();
    }
}
