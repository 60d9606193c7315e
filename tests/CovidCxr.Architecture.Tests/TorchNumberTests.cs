using Mono.Cecil;
using Mono.Cecil.Cil;
using Xunit;

namespace CovidCxr.Architecture.Tests;

/// <summary>
/// TorchSharp creates a native object for every number that is passed to an operation and does not keep it alive while the operation
/// runs: if the garbage collector comes in between, the kernel reads freed memory. Training and scoring therefore pass only kept numbers
/// (<c>Training/Layers/Scalars.cs</c>) or tensors.
/// </summary>
/// <remarks>
/// Related upstream: https://github.com/dotnet/TorchSharp/pull/1434 and https://github.com/dotnet/TorchSharp/pull/1496, which dispose such
/// numbers after the operation; the fault itself is not reported upstream as of 2026-11. Remove when TorchSharp keeps them alive.
/// </remarks>
public sealed class TorchNumberTests
{
    private const string Scalar = "TorchSharp.Scalar";

    [Fact]
    public void No_operation_gets_a_temporary_number()
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Repository.Program);
        using var torch = Read("TorchSharp.dll", resolver);
        using var training = Read("CovidCxr.Training.dll", resolver);

        var careless = Careless(torch);
        Assert.Contains(careless, name => name.Contains("::add_(TorchSharp.Scalar)")); // the fault that trainings died of

        var wrong =
            from method in Methods(training)
            where !method.IsConstructor || !method.IsStatic // static fields that keep numbers
            from called in Calls(method)
            where MakesNumber(called) || careless.Contains(called.FullName)
            select $"{method.FullName} calls {called.FullName}";
        Assert.True(!wrong.Any(), string.Join("\n", wrong));

        // A layer is called through its base class, so the calls do not show which one it is; the fields do. TorchSharp's batch
        // normalization must not be used: it counts its batches with such a number.
        var makers = torch.GetTypes()
            .Where(type => Methods(type).Any(method => method.Name == "forward" && careless.Contains(method.FullName)));
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

    /// <summary>The given types and all that inherit their <c>forward</c>.</summary>
    private static HashSet<string> WithHeirs(HashSet<string> types, ModuleDefinition torch)
    {
        var all = types.ToHashSet();
        for (var before = 0; before != all.Count;)
        {
            before = all.Count;
            all.UnionWith(torch.GetTypes()
                .Where(type => type.BaseType is { } parent && all.Contains(parent.Resolve()?.FullName ?? ""))
                .Select(type => type.FullName));
        }
        return all;
    }

    /// <summary>A type and its type arguments: <c>Conv2d</c> of <c>ModuleList&lt;Conv2d&gt;</c>.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type is GenericInstanceType generic ? generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType) : [type];

    /// <summary>TorchSharp's methods that create a temporary number (<c>x.add_(y)</c> its factor of 1) or call one that does.</summary>
    private static HashSet<string> Careless(ModuleDefinition torch)
    {
        var calls = Methods(torch).ToDictionary(method => method.FullName, method => Calls(method).ToList());
        var careless = calls.Where(method => method.Value.Any(MakesNumber)).Select(method => method.Key).ToHashSet();
        for (var before = 0; before != careless.Count;)
        {
            before = careless.Count;
            careless.UnionWith(
                calls.Where(method => method.Value.Any(called => careless.Contains(called.FullName))).Select(method => method.Key));
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
        method.Body.Instructions
            .Where(instruction => instruction.OpCode == OpCodes.Call || instruction.OpCode == OpCodes.Callvirt)
            .Select(instruction => (MethodReference)instruction.Operand);
}
