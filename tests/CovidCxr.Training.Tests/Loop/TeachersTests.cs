using CovidCxr.Core;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;
using CovidCxr.Training.Scoring;
using Xunit;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Loop;

[Trait("Speed", "slow")]
public sealed class TeachersTests(SyntheticDataset drawn) : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    [Fact]
    public void The_loss_is_smallest_where_the_network_says_what_the_teacher_says()
    {
        Train("teacher", 32);
        using var teachers = Teachers.Open([temporary["teacher"]], new TeacherRecipe { Weight = 1, Temperature = 2 }, ScalarType.Float32)!;
        using var run = TrainedRun.Open(temporary["teacher"]);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var image = rand(4, 3, 32, 32);
        var own = run.Network.forward(image);
        double Loss(Tensor scores) => teachers.Add(Unknown, image, scores, zeros(4, int64), zeros(1)).item<float>();
        Assert.True(Loss(own) < Loss(own + tensor(new float[] { 1, 0, 0 }, [1, 3])));
        Assert.True(Loss(own) < Loss(-own));
        var controls = full(4, TrainingLabel.NotCovid19, int64);
        Assert.Equal(0, teachers.Add(Unknown, image, -own, controls, zeros(1)).item<float>());
    }

    [Fact]
    public void What_a_teacher_says_of_controls_counts_if_it_learned_from_the_same()
    {
        TrainingLoop.Run(Options("teacher", 32, "controls.folds=3"), null, null, default);
        var heldOut = new ControlsRecipe { Folds = 3 }.HeldOut(seed: 0)!;
        Assert.NotEqual(0, LossOfControls(heldOut));
        Assert.Equal(0, LossOfControls(heldOut with { HeldOut = (heldOut.HeldOut + 1) % 3 }));
        Assert.Equal(0, LossOfControls(null));

        float LossOfControls(HeldOutFold? fold)
        {
            using var teachers = Teachers.Open([temporary["teacher"]], new TeacherRecipe { Weight = 1 }, ScalarType.Float32, fold)!;
            using var scope = NewDisposeScope();
            return teachers.Add(
                Unknown, rand(2, 3, 32, 32), rand(2, 3), full(2, TrainingLabel.NotCovid19, int64), zeros(1)).item<float>();
        }
    }

    [Fact]
    public void A_network_starts_from_the_layers_that_it_shares_with_its_teacher()
    {
        Train("teacher", 32);
        using var teacher = TrainedRun.Open(temporary["teacher"]);
        using var same = NetworkRegistry.Build(teacher.Recipe.Network, 32, seed: 9);
        var image = rand(2, 3, 32, 32);
        same.eval();
        Assert.False(same.forward(image).allclose(teacher.Network.forward(image)));
        Teachers.Start(same, temporary["teacher"]);
        Assert.True(same.forward(image).allclose(teacher.Network.forward(image)));

        using var other = NetworkRegistry.Build("resnet8-lungs", 64, seed: 9);
        var error = Assert.Throws<InputException>(() => Teachers.Start(other, temporary["teacher"]));
        Assert.Contains("has too few layers in common with the one to train", error.Message);
    }

    [Fact]
    public void A_weight_of_0_leaves_the_loss_of_the_labels()
    {
        Train("teacher", 32);
        using var teachers = Teachers.Open([temporary["teacher"]], new TeacherRecipe { Weight = 0 }, ScalarType.Float32)!;
        using var scope = NewDisposeScope();
        Assert.Equal(0.7f, teachers.Add(Unknown, rand(2, 3, 64, 64), rand(2, 3), zeros(2, int64), tensor(0.7f)).item<float>(), 6);
    }

    [Fact]
    public void A_smaller_network_learns_from_larger_images_and_a_resumed_run_keeps_its_teachers()
    {
        Train("teacher", 32);
        var student = Options("student", 16, "teacher.weight=0.5") with { Teachers = [temporary["teacher"]] };
        TrainingLoop.Run(student, null, null, default);
        Assert.Equal([Path.GetFullPath(temporary["teacher"])], RunDescription.Read(new RunFolder(student.Out)).Teachers);

        Train("other", 48);
        var changed = student with { Teachers = [temporary["other"]], Resume = true };
        Assert.Contains("--teacher: the run", Error(changed));
        Assert.Contains(
            "takes images of 32 pixels, and the recipe makes them 20; give --set augmentation.resize=32 or more",
            Error(Options("small", 16, "augmentation.resize=20", "teacher.weight=1") with { Teachers = [temporary["teacher"]] }));
        Assert.False(Directory.Exists(temporary["small"]));
        Assert.Contains("learns from a teacher: name a trained run with --teacher", Error(Options("none", 16, "teacher.weight=1")));
        Assert.Contains("learns from none", Error(Options("asked", 16) with { Teachers = [temporary["teacher"]] }));
        var two = Options("two", 16, "teacher.weight=1") with { Teachers = [temporary["teacher"], temporary["other"]] };
        Assert.Contains("give teachers of one size", Error(two));
    }

    [Fact]
    public void The_teacher_is_asked_once_of_every_changed_image()
    {
        using var answers = new TeacherAnswers(images: 3, views: 2);
        using var scope = NewDisposeScope();
        var asked = new List<long[]>();
        Tensor Ask(Tensor positions)
        {
            asked.Add([.. positions.data<long>()]);
            return positions.to_type(ScalarType.Float32).unsqueeze(1).expand(-1, 3) + (10 * asked.Count);
        }
        float[] Said(params ChangedImage[] images) =>
            [.. answers.Of(Unknown with { Pixels = new float[images.Length], Images = images }, Ask).select(1, 0).data<float>()];

        Assert.Equal([10, 11], Said(new(2, 0), new(0, 1)));
        Assert.Equal([11, 21, 10], Said(new(0, 1), new(0, 0), new(2, 0)));
        Assert.Equal([21, 10], Said(new(0, 0), new(2, 0)));
        Assert.Equal([[0, 1], [1]], asked);
    }

    [Fact]
    public void A_run_that_was_stopped_after_its_views_ends_with_the_weights_of_one_that_was_not()
    {
        Train("teacher", 32);
        TrainingOptions Student(string name) => Options(name, 16, "teacher.weight=0.5", "augmentation.views=1", "epochs=3") with
        {
            Teachers = [temporary["teacher"]],
        };
        TrainingLoop.Run(Student("whole"), null, null, default);
        using var stop = new CancellationTokenSource();
        var progress = new Watch(now =>
        {
            if (now is { Epoch: 2, Step: 1 })
                stop.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => TrainingLoop.Run(Student("stopped"), null, progress, stop.Token));
        TrainingLoop.Run(Student("stopped") with { Resume = true }, null, null, default);
        Assert.Equal(
            File.ReadAllBytes(new RunFolder(temporary["whole"]).Best), File.ReadAllBytes(new RunFolder(temporary["stopped"]).Best));
    }

    private static Batch Unknown => new([], 1, []);

    private static string Error(TrainingOptions options) =>
        Assert.Throws<InputException>(() => TrainingLoop.Run(options, null, null, default)).Message;

    private void Train(string name, int size) => TrainingLoop.Run(Options(name, size), null, null, default);

    private TrainingOptions Options(string name, int size, params string[] changes) => new()
    {
        Recipe = RecipeFile.Read("compact", [
            "network=compact", $"input_size={size}", "augmentation.resize=48", "epochs=1", "batch=32", "calibrate=false",
            "schedule=[{epoch: 0, rate: 0.001}]", "precision=float32", .. changes,
        ]),
        Data = drawn.Folder,
        Out = temporary[name],
    };

    public void Dispose() => temporary.Dispose();
}
