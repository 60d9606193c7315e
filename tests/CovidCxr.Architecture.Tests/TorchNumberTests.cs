using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace CovidCxr.Architecture.Tests;

/// <summary>
/// TorchSharp makes a native object of every number that is passed to an operation and does not hold it while the operation runs:
/// where the collector comes in between, freed memory is read. What trains and scores must pass kept numbers or tensors.
/// </summary>
public sealed class TorchNumberTests
{
    private const string Scalar = "TorchSharp.Scalar";

    [Fact]
    public void No_operation_gets_a_number_that_nobody_keeps()
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Repository.Program);
        using var torch = Read("TorchSharp.dll", resolver);
        using var training = Read("CovidCxr.Training.dll", resolver);

        var careless = Careless(torch);
        Assert.Contains(careless, name => name.Contains("::add_(TorchSharp.Scalar)")); // the fault that was met

        var wrong =
            from method in Methods(training)
            where !method.IsConstructor || !method.IsStatic // where numbers that are kept are made
            from called in Calls(method)
            where MakesNumber(called) || careless.Contains(called.FullName)
            select $"{method.FullName} calls {called.FullName}";
        Assert.True(!wrong.Any(), string.Join("\n", wrong));

        // A layer is called through its base class, so the calls do not show which one it is; the fields do. TorchSharp's batch norm is
        // one that must not be held: it counts its batches with such a number, and trainings died of it.
        var makers = torch.GetTypes().Where(type => Methods(type).Any(method => method.Name == "forward" && careless.Contains(method.FullName)));
        var layers = WithHeirs([.. makers.Select(type => type.FullName)], torch);
        Assert.Contains("TorchSharp.Modules.BatchNorm2d", layers);
        var held =
            from type in training.GetTypes()
            from field in type.Fields
            from part in Parts(field.FieldType)
            where layers.Contains(part.FullName)
            select $"{field.FullName} is a layer whose forward makes such a number";
        Assert.True(!held.Any(), string.Join("\n", held));
    }

    /// <summary>The types themselves and all that inherit their <c>forward</c>.</summary>
    private static HashSet<string> WithHeirs(HashSet<string> types, ModuleDefinition torch)
    {
        var all = types.ToHashSet();
        for (var before = 0; before != all.Count;)
        {
            before = all.Count;
            all.UnionWith(torch.GetTypes().Where(type => type.BaseType is { } parent && all.Contains(parent.Resolve()?.FullName ?? "")).Select(type => type.FullName));
        }
        return all;
    }

    /// <summary>A type and those it is made of, as <c>ModuleList&lt;Conv2d&gt;</c> is of <c>Conv2d</c>.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type is GenericInstanceType generic ? generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType) : [type];

    /// <summary>TorchSharp's own methods that make such a number, as x.add_(y) does of its factor 1, or call one that does.</summary>
    private static HashSet<string> Careless(ModuleDefinition torch)
    {
        var calls = Methods(torch).ToDictionary(method => method.FullName, method => Calls(method).ToList());
        var careless = calls.Where(method => method.Value.Any(MakesNumber)).Select(method => method.Key).ToHashSet();
        for (var before = 0; before != careless.Count;)
        {
            before = careless.Count;
            careless.UnionWith(calls.Where(method => method.Value.Any(called => careless.Contains(called.FullName))).Select(method => method.Key));
        }
        return careless;
    }

    private static ModuleDefinition Read(string name, IAssemblyResolver resolver) =>
        ModuleDefinition.ReadModule(Path.Combine(Repository.Program, name), new ReaderParameters { AssemblyResolver = resolver });

    private static bool MakesNumber(MethodReference method) =>
        (method.Name is "op_Implicit" && method.ReturnType.FullName == Scalar) || method.Name is "ToScalar";

    private static IEnumerable<MethodDefinition> Methods(ModuleDefinition module) => module.GetTypes().SelectMany(Methods);

    private static IEnumerable<MethodDefinition> Methods(TypeDefinition type) => type.Methods.Where(method => method.HasBody);

    private static IEnumerable<MethodReference> Calls(MethodDefinition method) =>
        method.Body.Instructions.Where(i => i.OpCode == OpCodes.Call || i.OpCode == OpCodes.Callvirt).Select(i => (MethodReference)i.Operand);
}
