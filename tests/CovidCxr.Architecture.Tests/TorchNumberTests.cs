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
    }

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

    private static IEnumerable<MethodDefinition> Methods(ModuleDefinition module) => module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody);

    private static IEnumerable<MethodReference> Calls(MethodDefinition method) =>
        method.Body.Instructions.Where(i => i.OpCode == OpCodes.Call || i.OpCode == OpCodes.Callvirt).Select(i => (MethodReference)i.Operand);
}
