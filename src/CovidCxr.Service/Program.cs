return await CovidCxr.Service.ServiceProgram.RunAsync(args);
